"""An index that answers the register's counts and filters without reading the cases."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("store", "0002_append_only")]

    operations = [
        migrations.AddIndex(
            model_name="caserow",
            index=models.Index(
                fields=[
                    "government",
                    "state",
                    "procedure",
                    "end",
                    "service",
                    "agency",
                    "opened_at",
                ],
                name="case_register_counts",
                condition=~models.Q(number=""),
            ),
        ),
    ]
