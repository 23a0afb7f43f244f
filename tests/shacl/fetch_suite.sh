#!/bin/sh
# Brings the W3C data-shapes test suite to var/w3c-shacl, from the source distribution of pySHACL.
# Does nothing where the suite is complete. Run it from the root of the repository.
set -eu

version=0.40.1
target=var/w3c-shacl
python=${PYTHON:-.venv/bin/python}

if [ -f "$target/.complete-$version" ]; then
  exit 0
fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$python" -m pip download --quiet --no-deps --no-binary :all: --dest "$work" "pyshacl==$version"
tar -xzf "$work/pyshacl-$version.tar.gz" -C "$work"
rm -rf "$target"
mkdir -p "$target"
cp -R "$work/pyshacl-$version/test/resources/sht_tests/." "$target"
touch "$target/.complete-$version"
