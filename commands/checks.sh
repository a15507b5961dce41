# What must be there before anything starts. Each refusal is one sentence and exit code 1.

die() { echo "pivotal: $*" >&2; exit 1; }
say() { echo "pivotal: $*"; }

check_dotnet() {
  command -v dotnet >/dev/null 2>&1 || die "The .NET SDK is missing; install .NET 10."
  # --version also reads global.json, so it fails when no fitting SDK is there.
  local version
  version=$(dotnet --version 2>/dev/null) || die "No .NET 10 SDK is installed (global.json asks for it); found: $(dotnet --list-sdks 2>/dev/null | tr '\n' ' ')"
  [ "${version%%.*}" -ge 10 ] || die "The .NET SDK $version is too old; install .NET 10."
}

check_node() {
  command -v node >/dev/null 2>&1 || die "Node.js is missing; install Node 20 or newer."
  local version
  version=$(node --version)
  version=${version#v}
  [ "${version%%.*}" -ge 20 ] || die "Node.js $version is too old; install Node 20 or newer."
  command -v npm >/dev/null 2>&1 || die "npm is missing; it comes with Node.js."
}

# check_disk FOLDER MEGABYTES
check_disk() {
  local folder=$1 need=$2 free
  mkdir -p "$folder" 2>/dev/null || die "The folder $folder cannot be created."
  free=$(df -Pk "$folder" | awk 'NR == 2 { print int($4 / 1024) }')
  [ "$free" -ge "$need" ] || die "The disk that holds $folder has $free MB free; $need MB are needed."
  [ -w "$folder" ] || die "The folder $folder is not writable."
}

# Debian puts it where only root's path looks.
find_nginx() {
  PATH="$PATH:/usr/sbin:/usr/local/sbin" command -v "${PIVOTAL_NGINX:-nginx}"
}

check_nginx() {
  find_nginx >/dev/null || die "nginx is missing; install it (Debian: apt-get install nginx-light) or name it by PIVOTAL_NGINX."
}

check_port() {
  [[ $1 =~ ^[0-9]{1,5}$ ]] && [ "$1" -ge 1 ] && [ "$1" -le 65535 ] || die "PIVOTAL_PORT is \`$1\`; it must be a number from 1 to 65535."
  node -e '
    const server = require("node:net").createServer();
    server.once("error", (e) => process.exit(e.code === "EADDRINUSE" ? 1 : 2));
    server.listen(Number(process.argv[1]), "127.0.0.1", () => server.close());
  ' "$1" && return
  case $? in
    1) die "Port $1 on 127.0.0.1 is already used by another program; stop it or set PIVOTAL_PORT." ;;
    *) die "Port $1 may not be used by this account; set PIVOTAL_PORT to one between 1024 and 65535." ;;
  esac
}
