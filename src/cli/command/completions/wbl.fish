# wbl for fish: wbl completions fish | source
function __wbl_complete
    set -l words (commandline -opc) (commandline -ct)
    wbl complete -- $words[2..-1] 2>/dev/null
end
complete -c wbl -f -a '(__wbl_complete)'
