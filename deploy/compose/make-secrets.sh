#!/usr/bin/env bash
# Makes deploy/compose/secrets/ with random passwords. What is there already stays. The carrier's key is asked for, or read from TELNYX_KEY_FILE.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
umask 077
mkdir -p secrets

password() { [ -s "secrets/$1" ] || od -An -vtx1 -N24 /dev/urandom | tr -d ' \n' >"secrets/$1"; }
password postgres_password
password owner_password
password app_password

if [ ! -s secrets/settings.json ]; then
  if [ -n "${TELNYX_KEY_FILE:-}" ]; then
    key=$(<"$TELNYX_KEY_FILE")
  else
    read -rsp 'API key of the carrier account: ' key
    echo
  fi
  case $key in
    *[!A-Za-z0-9_.-]* | "") echo "make-secrets: that is no API key." >&2; exit 1 ;;
  esac
  connection() { echo "Host=postgres;Database=pivotal;Username=pivotal_$1;Password=$(<"secrets/$1_password")"; }
  printf '{\n  "PIVOTAL_DB_OWNER": "%s",\n  "PIVOTAL_DB_APP": "%s",\n  "PIVOTAL_TELNYX_KEY": "%s"\n}\n' "$(connection owner)" "$(connection app)" "$key" >secrets/settings.json
fi

# Compose mounts these files as they are: each must be readable for the account inside its container, and for nobody else.
if [ "$(id -u)" = 0 ]; then
  chown 999:999 secrets/*_password
  chown 1654:1654 secrets/settings.json
else
  echo "make-secrets: now give the files to the accounts inside the containers:"
  echo "  sudo chown 999:999 $PWD/secrets/*_password && sudo chown 1654:1654 $PWD/secrets/settings.json"
fi
