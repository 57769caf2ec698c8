"""A procedure as BPMN 2.0 (ISO/IEC 19510), for the tools of the field."""
