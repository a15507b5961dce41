# Restoring and building. Everything is Release, and what is up to date is not done again.

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 MSBUILDDISABLENODEREUSE=1
quiet_dotnet=(-c Release -v quiet --nologo -nodeReuse:false -p:UseSharedCompilation=false)

# npm_ci FOLDER: installs exactly the lock file, unless that was already done.
npm_ci() {
  local folder=$1 stamp=$1/node_modules/.pivotal-lock
  cmp -s "$folder/package-lock.json" "$stamp" && return
  say "npm ci in $folder"
  (cd "$folder" && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error) || die "npm ci in $folder failed."
  cp "$folder/package-lock.json" "$stamp"
}

# The PostgreSQL binaries are needed unless a server or other binaries are named.
install_postgres() {
  [ -n "${PIVOTAL_PG_BIN:-}${PIVOTAL_DB:-}${PIVOTAL_DB_OWNER:-}" ] || npm_ci deploy/postgres
}

# dotnet_build PROJECT... [OPTION...]
dotnet_build() {
  local word project said projects=() options=()
  for word in "$@"; do
    case $word in *.csproj | *.sln) projects+=("$word") ;; *) options+=("$word") ;; esac
  done
  for project in "${projects[@]}"; do
    say "dotnet build $project"
    said=$(dotnet build "$project" "${quiet_dotnet[@]}" ${options[@]+"${options[@]}"} 2>&1) || {
      # MSBuild repeats every error in its summary.
      grep -E 'error|warning' <<<"$said" | sort -u >&2 || echo "$said" >&2
      die "The build of $project failed."
    }
  done
}

# What the product runs from, unless nothing of it has changed since: asking MSBuild alone takes longer than everything else of a start.
build_product() {
  local stamp=solo/bin/Release/.built parts="api data domain grain-interfaces grains hosting silo simulator solo tests/demo build Directory.Build.props Directory.Packages.props global.json"
  # shellcheck disable=SC2086
  [ -f "$stamp" ] && [ -f silo/bin/Release/net10.0/Pivotal.Silo.dll ] && [ -f api/bin/Release/net10.0/Pivotal.Api.dll ] && [ -f simulator/bin/Release/net10.0/Pivotal.Simulator.dll ] && [ -f tests/demo/bin/Release/net10.0/Pivotal.Demo.dll ] && [ -z "$(find $parts \( -name bin -o -name obj \) -prune -o -newer "$stamp" -print -quit)" ] && return
  dotnet_build solo/Solo.csproj api/Api.csproj silo/Silo.csproj simulator/Simulator.csproj tests/demo/Demo.csproj
  touch "$stamp"
}

build_frontend() {
  npm_ci frontend
  local built=frontend/dist/index.html
  if [ ! -f "$built" ] || [ -n "$(find frontend -path frontend/node_modules -prune -o -path frontend/dist -prune -o -type f -newer "$built" -print -quit)" ]; then
    say "building the front end"
    (cd frontend && npm run --silent build -- --logLevel warn) || die "The front end does not build."
  fi
}
