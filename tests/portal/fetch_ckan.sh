#!/bin/sh
# Installs CKAN and its harvesters in an environment of their own, var/ckan: they pin old versions of
# what they need. psycopg2 among it is compiled, which takes a C compiler and libpq-dev; CKAN without
# its extra declares no dependencies at all. Does nothing where it is installed. Run it from the root
# of the repository.
set -eu

version=2
target=var/ckan
python=${PYTHON:-.venv/bin/python}

if [ -f "$target/.complete-$version" ]; then
  exit 0
fi

rm -rf "$target"
"$python" -m venv "$target"
"$target/bin/python" -m pip install --quiet \
  'ckan[requirements]>=2.11,<3' 'ckanext-dcat>=2.4,<3' 'ckanext-harvest>=1.6,<2'
touch "$target/.complete-$version"
