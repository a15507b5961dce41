#!/usr/bin/env bash
# Makes in deploy/compose/secrets/, or in the folder given, an authority of this cluster only and a certificate for its silos and API processes. Run again it keeps the authority and renews the certificate.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
umask 077
# What openssl says is of interest only when it fails.
quietly() { local said; said=$("$@" 2>&1) || { echo "$said" >&2; exit 1; }; }
folder=${1:-secrets}
mkdir -p "$folder"
curve=(-newkey ec -pkeyopt ec_paramgen_curve:P-256 -noenc)

if [ ! -s "$folder/cluster-ca.key" ]; then
  quietly openssl req -x509 "${curve[@]}" -days 3650 -subj "/CN=Pivotal cluster" -keyout "$folder/cluster-ca.key" -out "$folder/cluster-ca.crt"
fi
request=$(mktemp)
trap 'rm -f "$request"' EXIT
quietly openssl req "${curve[@]}" -subj "/CN=Pivotal" -keyout "$folder/cluster.key" -out "$request"
quietly openssl x509 -req -in "$request" -CA "$folder/cluster-ca.crt" -CAkey "$folder/cluster-ca.key" -days 365 -out "$folder/cluster.crt"

# The key of the authority stays with whoever ran this; the processes get the other three.
if [ "$(id -u)" = 0 ]; then
  chown 1654:1654 "$folder"/cluster.{crt,key} "$folder/cluster-ca.crt"
else
  echo "make-cluster-tls: now give the files to the account inside the containers:"
  echo "  sudo chown 1654:1654 $folder/cluster.{crt,key} $folder/cluster-ca.crt"
fi
