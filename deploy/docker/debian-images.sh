#!/usr/bin/env bash
# The three images of the test kit, made without pulling any: a Debian root (debootstrap) with its PostgreSQL, the JDK
# of this machine, and Kafka and the registry as Maven has laid them out for the local stack. For machines with a
# Docker engine and no access to an image registry; elsewhere the published images serve. Run as root:
#   deploy/docker/debian-images.sh
#   RELAIS_TEST_PARTS=containers RELAIS_IMAGE_POSTGRES=relais-debian:postgres \
#     RELAIS_IMAGE_KAFKA=relais-debian:kafka RELAIS_IMAGE_REGISTRY=relais-debian:registry npm test -- <file>
# JAVA_HOME: a JDK ≥ 21. RELAIS_DEBIAN_ROOT: a root already made. Needs debootstrap, docker, and `npm start` run once.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
java=${JAVA_HOME:?a JDK ≥ 21}
parts=$here/../local/target
[ -d "$parts/kafka" ] || { echo "$parts is missing: run npm start once" >&2; exit 1; }

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
root=$work/root
if [ -n "${RELAIS_DEBIAN_ROOT:-}" ]; then
  cp -a "$RELAIS_DEBIAN_ROOT" "$root"
else
  debootstrap --variant=minbase --include=postgresql bookworm "$root"
fi
rm -rf "$root"/var/lib/postgresql/* "$root"/var/cache/apt/archives/*.deb
mkdir -p "$root"/opt/kafka/bin "$root"/opt/java
cp -aL "$java/." "$root/opt/java"
cp -a "$parts/kafka" "$root/opt/kafka/libs"
cp -a "$parts/registry" "$root/opt/registry"
install -m 755 "$here/debian/kafka-storage.sh" "$here/debian/kafka-server-start.sh" "$root/opt/kafka/bin"
install -m 644 "$here/debian/log4j2.properties" "$root/opt/kafka"
install -m 755 "$here/debian/postgres-entrypoint.sh" "$root/usr/local/bin"

path=$(echo "$root"/usr/lib/postgresql/*/bin)
path=${path#"$root"}:/opt/java/bin:/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin
image() {
  local tag=$1; shift
  tar -C "$root" --numeric-owner -c . | docker import --change "ENV PATH=$path" --change 'ENV LANG=C.UTF-8' "$@" - "relais-debian:$tag"
}
image postgres --change 'ENTRYPOINT ["postgres-entrypoint.sh"]' --change 'CMD ["postgres"]' --change 'EXPOSE 5432'
image kafka
image registry --change 'WORKDIR /opt/registry' --change 'ENTRYPOINT ["java", "-Xmx384m", "-jar", "quarkus-run.jar"]' --change 'EXPOSE 8080'
