# A private APT configuration: the machine's own mirror with the release's backports, firmware component and arm64
# packages added. The lists stay under CORTADO_CACHE; the system's sources are not touched. Tools are installed, and
# firmware is downloaded (fetch-package), through it. APT_DIR is the folder of the configuration in use.

# VERSION_CODENAME of a Debian, nothing elsewhere.
debian_codename() {
    [ -r /etc/os-release ] && (. /etc/os-release && [ "${ID:-}" = debian ] && printf '%s' "${VERSION_CODENAME:-}")
}

# The mirror that serves the release's main archive, as the machine's own configuration names it.
debian_mirror() {
    apt-get indextargets 'Created-By: Packages' --format '$(RELEASE) $(REPO_URI)' 2>/dev/null |
        awk -v release="$1" '$1 == release { print $2; exit }'
}

# Configures the release's own suites; fails on a machine that is not a Debian with a mirror.
apt_configure() {
    local codename
    codename="$(debian_codename)" && [ -n "$codename" ] || return 1
    apt_configure_for "$CORTADO_CACHE/apt" "$codename $codename-updates $codename-backports" main
}

# apt_configure_for FOLDER SUITES COMPONENTS
apt_configure_for() {
    command -v apt-get >/dev/null || return 1
    local codename mirror keyring=/usr/share/keyrings/debian-archive-keyring.gpg suites=$2 components=$3
    APT_DIR=$1
    codename="$(debian_codename)" && [ -n "$codename" ] || return 1
    mirror="$(debian_mirror "$codename")" && [ -n "$mirror" ] || return 1
    mkdir -p "$APT_DIR/lists/partial" "$APT_DIR/archives/partial" "$APT_DIR/parts"
    {
        printf 'Types: deb\nURIs: %s\nSuites: %s\n' "$mirror" "$suites"
        printf 'Components: %s\nArchitectures: %s arm64\n' "$components" "$(dpkg --print-architecture)"
        [ ! -r "$keyring" ] || printf 'Signed-By: %s\n' "$keyring"
    } >"$APT_DIR/cortado.sources.new"
    cat >"$APT_DIR/apt.conf" <<CONF
Dir::Etc::sourcelist "$APT_DIR/cortado.sources";
Dir::Etc::sourceparts "$APT_DIR/parts";
Dir::State::lists "$APT_DIR/lists";
Dir::Cache::archives "$APT_DIR/archives";
Dir::Cache::pkgcache "";
Dir::Cache::srcpkgcache "";
APT::Architecture "$(dpkg --print-architecture)";
APT::Architectures { "$(dpkg --print-architecture)"; "arm64"; };
APT::Sandbox::User "root";
Acquire::Languages "none";
Acquire::Retries "3";
CONF
    if ! cmp -s "$APT_DIR/cortado.sources.new" "$APT_DIR/cortado.sources"; then
        mv "$APT_DIR/cortado.sources.new" "$APT_DIR/cortado.sources"
        rm -f "$APT_DIR/updated"
    else
        rm -f "$APT_DIR/cortado.sources.new"
    fi
}

# Runs apt-get with the private configuration.
private_apt() { APT_CONFIG="$APT_DIR/apt.conf" apt-get -qq -o=Dpkg::Use-Pty=0 "$@" </dev/null; }

# Brings the private package lists up to date, at most once an hour.
apt_update() {
    if [ -z "$(find "$APT_DIR/updated" -mmin -60 2>/dev/null)" ]; then
        say "reading package lists (kept in $APT_DIR)"
        private_apt update || return 1
        touch "$APT_DIR/updated"
    fi
}

# apt_install SUITE|- PACKAGE…
apt_install() {
    local suite=$1
    shift
    local target=()
    [ "$suite" = - ] || target=(-t "$suite")
    DEBIAN_FRONTEND=noninteractive private_apt install -y --no-install-recommends "${target[@]}" "$@" >&2
}
