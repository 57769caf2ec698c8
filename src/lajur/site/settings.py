"""The settings. What an operator may change comes from the environment: docs/operating.md."""

from pathlib import Path

from lajur.site import environment
from lajur.site.databases import databases
from lajur.site.mail import mail_server
from lajur.site.signing import esign_clients, timestamp_authority

PACKAGE = Path(__file__).resolve().parent.parent

# Everything the product keeps.
DATA = environment.folder("LAJUR_DATA", "data")
FILES = DATA / "files"  # uploads, by hash
# The procedures that come with the product: in a checkout, or inside an installed package.
SOPS = next(path for path in (PACKAGE.parent.parent / "sops", PACKAGE / "_sops") if path.is_dir())
DATABASES = databases(DATA)

SECRET_KEY = environment.secret("LAJUR_SECRET_KEY") or environment.kept_secret(DATA / "secret-key")
DEBUG = False
ALLOWED_HOSTS = environment.words("LAJUR_HOSTS", "localhost,127.0.0.1,[::1]")

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_scopes",
    "lajur.store",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "lajur.web.compression.PageCompression",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "lajur.web.middleware.PlacementMiddleware",  # government, actor, language, zone
]
ROOT_URLCONF = "lajur.web.urls"
WSGI_APPLICATION = "lajur.site.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "web" / "templates"],
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.messages.context_processors.messages",
                "lajur.web.context.surroundings",
            ],
            "libraries": {"lajur": "lajur.web.templatetags.lajur"},
        },
    },
]

# People and sessions.
AUTH_USER_MODEL = "store.PersonRow"
AUTHENTICATION_BACKENDS = ["lajur.services.accounts.AccountBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ["username", "name", "email"]},
    },
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "/"
SESSION_COOKIE_AGE = environment.number("LAJUR_SESSION_HOURS", 12, least=1, most=720) * 3600
SESSION_COOKIE_NAME = "lajur_sesi"
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_NAME = "lajur_csrf"
CSRF_FAILURE_VIEW = "lajur.web.views.faults.csrf_failure"
CSRF_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_NAME = "lajur_bahasa"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# The way in: HTTPS ends at a proxy in front, which says so.
HTTPS = environment.flag("LAJUR_HTTPS", default=False)
PROXY_HOPS = environment.number("LAJUR_PROXY_HOPS", 0, most=10)  # proxies in front of us
CSRF_TRUSTED_ORIGINS = environment.words("LAJUR_ORIGINS", "")  # "https://layanan.go.id"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = HTTPS
SECURE_HSTS_SECONDS = environment.number("LAJUR_HSTS_SECONDS", 0) if HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS and PROXY_HOPS else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "manifest-src": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
        "base-uri": ["'none'"],
    },
}

# What leaves the house: mail, chat, and the address that links in them begin with.
MAIL = mail_server()  # None: nobody is written to
MAIL_PER_MINUTE = environment.number("LAJUR_MAIL_PER_MINUTE", 60, least=1)
CHAT_PER_MINUTE = environment.number("LAJUR_CHAT_PER_MINUTE", 30, least=1)  # of each channel
SITE_ADDRESS = environment.site_address(
    "LAJUR_ADDRESS", next(iter(CSRF_TRUSTED_ORIGINS), "http://127.0.0.1:8000")
)
# Chat gateways the operator vouches for: inside the own network, or without TLS.
CHANNEL_HOSTS = frozenset(environment.words("LAJUR_CHANNEL_HOSTS", ""))

# Signatures: e-sign clients of BSrE by government, and who gives timestamps (None: nobody).
ESIGN_CLIENTS = esign_clients()
TIMESTAMPS = timestamp_authority()

# Bodies: 25 MB a file, several files a form; each file streams to disk, and no further than that.
FILE_UPLOAD_HANDLERS = ["lajur.web.uploads.FrugalUploadHandler"]
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024  # bytes, without files
DATA_UPLOAD_MAX_NUMBER_FIELDS = 1000

STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
STATICFILES_DIRS = [PACKAGE / "web" / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# Words are Indonesian in the source; other languages are catalogues.
USE_I18N = True
LANGUAGE_CODE = "id"
LANGUAGES = [("id", "Bahasa Indonesia"), ("en", "English")]
LOCALE_PATHS = [PACKAGE / "locale"]
USE_TZ = True
TIME_ZONE = "Asia/Jakarta"  # before a government is known; then its own zone

# Ids and codes only: never what people typed, never local variables.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "lajur.site.logs.TypeAndPlace",
            "format": "{asctime} {levelname} {name} {message}",
            "style": "{",
        }
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {
        "handlers": ["stderr"],
        "level": environment.choice(
            "LAJUR_LOG_LEVEL", "WARNING", ("DEBUG", "INFO", "WARNING", "ERROR")
        ),
    },
    "loggers": {"django": {"handlers": [], "propagate": True}},
}
