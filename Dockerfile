# The packages are installed in one stage and carried over, so that the image holds no compiler and no cache.
FROM python:3.13-slim-bookworm AS packages
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
RUN python -m venv /venv
COPY slack_app/requirements.lock /requirements.lock
RUN /venv/bin/pip install --require-hashes --no-deps -r /requirements.lock

FROM python:3.13-slim-bookworm
ENV PATH=/venv/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    CONVIVE_NO_BOOTSTRAP=1 \
    CONVIVE_HOST=0.0.0.0 \
    CONVIVE_LOG_FORMAT=json \
    MPLCONFIGDIR=/tmp/matplotlib \
    OMP_NUM_THREADS=1
WORKDIR /app
COPY --from=packages /venv /venv
COPY pyproject.toml manifest.yml LICENSE ./
COPY slack_app slack_app
COPY workers workers
COPY sandbox sandbox
# Only /app/.data is written to (SQLite, when no DATABASE_URL is given): the rest may be read-only.
RUN mkdir .data && chown 10001:10001 .data
USER 10001:10001
VOLUME /app/.data
EXPOSE 3000
HEALTHCHECK --interval=30s --timeout=10s --start-period=30s CMD ["python", "-m", "slack_app", "health", "--ready"]
ENTRYPOINT ["python", "-m", "slack_app"]
CMD ["serve"]
