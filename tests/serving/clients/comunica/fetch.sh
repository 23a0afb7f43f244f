#!/bin/sh
# Installs Comunica, whose queries the SPARQL endpoint answers in the tests, into var/comunica. The
# lock file beside this pins each of its packages with the hash of its archive, and no script of
# theirs is run. Does nothing where it is installed. Run it from the root of the repository.
set -eu

source=tests/serving/clients/comunica
target=var/comunica

# npm writes its own note of what it has installed last of all.
if [ -f "$target/node_modules/.package-lock.json" ] &&
  cmp -s "$source/package-lock.json" "$target/package-lock.json"; then
  exit 0
fi

rm -rf "$target"
mkdir -p "$target"
cp "$source/package.json" "$source/package-lock.json" "$target"
cd "$target"
npm ci --ignore-scripts --no-audit --no-fund
