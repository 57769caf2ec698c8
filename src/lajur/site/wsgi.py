"""The WSGI application: what a web server runs."""

import os

from django.core.wsgi import get_wsgi_application

from lajur.cli.processes import die_with_parent
from lajur.site.connections import close_after_threads

die_with_parent()  # a web process must not stay behind when its server is killed
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lajur.site.settings")
close_after_threads()
application = get_wsgi_application()
