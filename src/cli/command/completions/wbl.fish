# wbl for fish: wbl completions fish | source
function __wbl_complete
    set -l words (commandline -opc) (commandline -ct)
    set -l fits (wbl complete -- $words[2..-1] 2>/dev/null)
    if set -q fits[1]
        printf '%s\n' $fits
    else
        __fish_complete_path (commandline -ct)
    end
end
complete -c wbl -f -a '(__wbl_complete)'
