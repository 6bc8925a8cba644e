# shellcheck shell=bash
# What ./run, ./check and .ci/run share: a Python environment of the project's own in .venv, from the locked
# requirements. Sourced from the project's folder, never run by itself. Safe to repeat: what is there is kept.

say() { printf '== %s\n' "$*" >&2; }

give_up() {
    printf 'error: %s\n' "$*" >&2
    exit 1
}

# Install Debian packages, or name them for somebody who may: install_debian_packages REASON PACKAGE…
install_debian_packages() {
    local reason=$1
    shift
    command -v apt-get >/dev/null || give_up "$reason; install it and run this again"
    [ "$(id -u)" = 0 ] || give_up "$reason; run: sudo apt-get install $*"
    say "$reason: installing $*"
    apt-get update -qq >&2
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}

check_python_version() {
    command -v "$1" >/dev/null || give_up "no $1 here; install Python 3.11 or newer, or name one in PYTHON"
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
        give_up "expected Python 3.11 or newer, found $("$1" --version 2>&1); name another one in PYTHON"
}

make_virtual_environment() {
    local python=${PYTHON:-python3}
    .venv/bin/python -m pip --version >/dev/null 2>&1 && return
    check_python_version "$python"
    # Debian leaves ensurepip out of its python3 package, and with it the ability to make a virtual environment.
    "$python" -c 'import ensurepip, venv' 2>/dev/null ||
        install_debian_packages "$python cannot make virtual environments" python3-venv
    say "making .venv with $("$python" --version)"
    "$python" -m venv --clear .venv
}

# Install exactly what a requirements file locks; the second time there is nothing to do, and no network is needed.
install_locked() {
    local lock=$1 stamp=.venv/$1.sha256 wanted
    wanted=$(cat "$lock" pyproject.toml | sha256sum)
    [ "$(cat "$stamp" 2>/dev/null)" != "$wanted" ] || return 0
    say "installing $lock"
    { [ -x .venv/bin/uv ] || .venv/bin/python -m pip install --quiet uv; } &&
        .venv/bin/uv pip install --quiet --python .venv/bin/python --require-hashes -r "$lock" &&
        .venv/bin/uv pip install --quiet --python .venv/bin/python --no-deps --editable . &&
        printf '%s\n' "$wanted" >"$stamp"
}

# Make .venv with what a requirements file locks and the project itself: make_environment requirements.txt
make_environment() {
    make_virtual_environment
    install_locked "$1"
    export PATH="$PWD/.venv/bin:$PATH"
}
