#compdef wbl
# wbl for zsh: source <(wbl completions zsh)
_wbl() {
    local -a values shown
    local line
    while IFS= read -r line; do
        values+=("${line%%$'\t'*}")
        shown+=("${line/$'\t'/  }")
    done < <(wbl complete -- "${(@Q)words[2,CURRENT]}" 2>/dev/null)
    if (( ${#values} )); then
        compadd -U -l -d shown -a values
    else
        _files
    fi
}
compdef _wbl wbl
