# wbl for bash: source <(wbl completions bash)
_wbl() {
    local IFS=$'\n' line word glue=
    local -a words=()
    COMPREPLY=()
    # bash parts words at `=`; wbl takes `--flag=value` as one.
    for word in "${COMP_WORDS[@]:1:COMP_CWORD}"; do
        word=${word#[\"\']}
        word=${word//\\/}
        if [[ $word == = && ${#words[@]} -gt 0 ]]; then
            words[-1]+==
            glue=1
        elif [[ $glue ]]; then
            words[-1]+=$word
            glue=
        else
            words+=("$word")
        fi
    done
    while read -r line; do
        line=${line%%$'\t'*}
        [[ $line == --*=* ]] && line=${line#*=}
        COMPREPLY+=("$line")
    done < <(wbl complete -- "${words[@]}" 2>/dev/null)
}
complete -o default -o nosort -F _wbl wbl
