# A hub in a container: built on Swift's own image for Debian 12, run on a plain Debian 12 without Swift, as nobody in particular.
#
#   docker build -t stadion .
#   docker run -p 8080:8080 -v stadion-data:/var/lib/stadion -e STADION_HUB_URL=https://hub.example.org stadion

FROM swift:6.3-bookworm AS build
SHELL ["/bin/bash", "-o", "pipefail", "-c"]
WORKDIR /src
COPY scripts/setup scripts/setup
RUN scripts/setup run && rm -rf /var/lib/apt/lists/*
COPY . .
RUN swift build -c release --static-swift-stdlib --scratch-path .build-release --product stadion \
    --explicit-target-dependency-import-check error \
    && scripts/dist .build-release/release \
    && mv output/dist/stadion-* /stadion

FROM debian:bookworm-slim
COPY --from=build /stadion/packages /opt/stadion/packages
# The packages are those that the program names; their versions are Debian 12's at the time of the build.
# hadolint ignore=DL3008,SC2046
RUN apt-get update \
    && apt-get install -y --no-install-recommends curl $(cat /opt/stadion/packages) \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --home-dir /var/lib/stadion stadion \
    && install -d -m 0750 -o stadion -g stadion /var/lib/stadion
COPY --from=build /stadion /opt/stadion
USER 10001
WORKDIR /var/lib/stadion
VOLUME /var/lib/stadion
ENV STADION_DATA=/var/lib/stadion STADION_HTTP_HOST=0.0.0.0 STADION_HEALTH=http://127.0.0.1:8080/readyz
EXPOSE 8080
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=15s --timeout=3s --start-period=20s CMD ["sh", "-c", "exec curl -fsSk -o /dev/null \"$STADION_HEALTH\""]
ENTRYPOINT ["/opt/stadion/stadion"]
CMD ["serve"]
