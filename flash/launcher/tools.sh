# The host tools: what is there, and how it gets there.

JDK_WANTED=25
CLANG_WANTED=14
QEMU_WANTED=10

# The major version in a JDK's release file, without starting it.
jdk_version() {
    [ -x "$1/bin/javac" ] && [ -r "$1/release" ] && sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release"
}

# Sets JAVA_HOME to the first JDK that is new enough; installs or asks for one if there is none.
find_jdk() {
    local candidate version
    for candidate in "${JAVA_HOME:-}" /usr/lib/jvm/* /opt/*jdk* /opt/java/* "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* \
        /Library/Java/JavaVirtualMachines/*/Contents/Home "$(java_on_path)"; do
        [ -n "$candidate" ] || continue
        version="$(jdk_version "$candidate")" || continue
        if [ "${version:-0}" -ge "$JDK_WANTED" ]; then
            export JAVA_HOME="$candidate"
            return
        fi
    done
    local package="openjdk-$JDK_WANTED-jdk-headless"
    if [ "$(id -u)" = 0 ] && apt_configure && apt_update && private_apt -s install "$package" >/dev/null 2>&1; then
        say "no JDK $JDK_WANTED or newer here: installing $package"
        apt_install - "$package" || die "apt could not install $package; see its messages above."
        find_jdk
        return
    fi
    die "no JDK $JDK_WANTED or newer was found in JAVA_HOME, /usr/lib/jvm, /opt, ~/.sdkman or ~/.jdks." \
        "Install one (Eclipse Temurin $JDK_WANTED, or 'apt-get install $package' where your Debian has it)" \
        "and name its folder: JAVA_HOME=/path/to/jdk ./cortado …"
}

java_on_path() {
    local java
    java="$(command -v javac)" && dirname "$(dirname "$(readlink -f "$java")")"
}

first_number() { sed -n '1,2s/^[^0-9]*\([0-9]\{1,\}\)\..*/\1/p' | head -n 1; }

# missing_packages PURPOSE: prints the Debian packages whose tool is absent or too old.
missing_packages() {
    command -v mvn >/dev/null || echo maven
    local version
    version="$(clang --version 2>/dev/null | first_number)" || true
    [ "${version:-0}" -ge "$CLANG_WANTED" ] || echo clang
    command -v ld.lld >/dev/null || echo lld
    command -v llvm-objdump >/dev/null || echo llvm
    { command -v dtc && command -v fdtput; } >/dev/null || echo device-tree-compiler
    command -v git >/dev/null || echo git
    version="$(qemu-system-aarch64 --version 2>/dev/null | first_number)" || true
    [ "${version:-0}" -ge "$QEMU_WANTED" ] || echo qemu-system-arm
    if [ "$1" = bench ]; then
        command -v bmaptool >/dev/null || echo bmap-tools
    fi
    if [ "$1" = test ]; then
        command -v fsck.vfat >/dev/null || echo dosfstools
        command -v mdir >/dev/null || echo mtools
        command -v sfdisk >/dev/null || echo fdisk
        command -v gdb-multiarch >/dev/null || echo gdb-multiarch
        command -v groff >/dev/null || echo groff
        command -v zsh >/dev/null || echo zsh
    fi
}

# The paths and times of the tools that were found, to see cheaply that nothing changed.
tool_fingerprint() {
    local tool
    for tool in mvn clang ld.lld llvm-objdump dtc fdtput git qemu-system-aarch64 fsck.vfat mdir sfdisk gdb-multiarch groff zsh bmaptool; do
        command -v "$tool" || true
    done | xargs -r -d '\n' stat -L -c '%n %Y'
}

# require_tools PURPOSE: installs what is missing, or says how to.
require_tools() {
    # sbin holds fsck.vfat and sfdisk, which a person's PATH may leave out.
    PATH="$PATH:/usr/sbin:/sbin"
    local stamp="$CORTADO_HOME/build/tools-$1" fingerprint
    fingerprint="$(tool_fingerprint)"
    if [ -r "$stamp" ] && [ "$fingerprint" = "$(cat "$stamp")" ]; then return; fi
    local missing
    missing="$(missing_packages "$1")"
    if [ -n "$missing" ]; then
        # shellcheck disable=SC2086
        install_tools $missing
        hash -r
        missing="$(missing_packages "$1")"
        # shellcheck disable=SC2086
        [ -z "$missing" ] || die "still missing or too old after the installation: $(echo $missing)" \
            "Wanted: Maven, clang ≥ $CLANG_WANTED with lld and llvm, dtc, git, qemu-system-aarch64 ≥ $QEMU_WANTED."
    fi
    mkdir -p "$CORTADO_HOME/build"
    tool_fingerprint >"$stamp"
}

install_tools() {
    local codename suite=-
    codename="$(debian_codename || true)"
    # Debian 12's own QEMU has no raspi4b machine; its backports have.
    [ "$codename" != bookworm ] || suite=bookworm-backports
    if ! apt_configure; then
        die "these Debian packages, or what your system calls them, are missing or too old: $*" \
            "Wanted: Maven, clang ≥ $CLANG_WANTED with lld and llvm, dtc, git, qemu-system-aarch64 ≥ $QEMU_WANTED."
    fi
    if [ "$(id -u)" != 0 ]; then
        apt_update || die "apt could not read its package lists; see its messages above."
        local line="sudo APT_CONFIG=$APT_DIR/apt.conf apt-get install --no-install-recommends"
        [ "$suite" = - ] || line="$line -t $suite"
        die "missing or too old: $*. Type this line, then run cortado again:" "$line $*"
    fi
    say "installing $* with apt-get"
    apt_update || die "apt could not read its package lists; see its messages above."
    local package plain=() newer=()
    for package in "$@"; do
        if [ "$package" = qemu-system-arm ]; then newer+=("$package"); else plain+=("$package"); fi
    done
    if [ "${#plain[@]}" -gt 0 ]; then
        apt_install - "${plain[@]}" || die "apt could not install ${plain[*]}; see its messages above."
    fi
    if [ "${#newer[@]}" -gt 0 ]; then
        apt_install "$suite" "${newer[@]}" || die "apt could not install ${newer[*]} (suite $suite); see its messages above."
    fi
}
