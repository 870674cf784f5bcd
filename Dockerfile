# Two stages: the first has pip and a cache of what it fetched, the second has neither.
FROM python:3.13-slim AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 \
    PIP_NO_CACHE_DIR=1
WORKDIR /src
RUN python -m venv /opt/dragoman
COPY requirements.lock ./
RUN /opt/dragoman/bin/pip install --require-hashes -r requirements.lock
COPY pyproject.toml README.md LICENSE NOTICE ./
COPY bot bot
COPY knowledge knowledge
RUN /opt/dragoman/bin/pip install --no-deps . \
    && /opt/dragoman/bin/pip uninstall --yes pip

FROM python:3.13-slim
# No bytecode and no home: the root file system may be read-only. Everything written goes to /data.
ENV PATH=/opt/dragoman/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    HOME=/data \
    DRAGOMAN_DATA=/data
RUN useradd --uid 10001 --user-group --no-create-home --home-dir /data --shell /usr/sbin/nologin dragoman \
    && install --directory --owner dragoman --group dragoman /data
COPY --from=build /opt/dragoman /opt/dragoman
USER 10001:10001
WORKDIR /data
VOLUME /data
# The knowledge base answers. Whether Discord is connected shows in the log: the library reconnects by itself.
HEALTHCHECK --interval=5m --timeout=30s --start-period=1m CMD ["dragoman", "ask", "/about"]
ENTRYPOINT ["dragoman"]
CMD ["run"]
