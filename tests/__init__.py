"""The tests. A package on purpose: a dependency of REDbot installs one of this name, which must not hide ours."""
