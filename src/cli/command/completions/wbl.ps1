# wbl for PowerShell: wbl completions powershell | Out-String | Invoke-Expression
Register-ArgumentCompleter -Native -CommandName wbl -ScriptBlock {
    param($word, $line, $cursor)
    # The words before the cursor as wbl would get them: without the quotes around them.
    $words = @($line.CommandElements | Select-Object -Skip 1 |
        Where-Object { $_.Extent.StartOffset -lt $cursor } |
        ForEach-Object {
            if ($_ -is [System.Management.Automation.Language.StringConstantExpressionAst]) {
                $_.Value
            } else {
                $_.ToString()
            }
        })
    if (-not $word) {
        # Before 7.3 an empty word is lost on its way to a program, and two quotes are an empty word.
        $keeps = $PSVersionTable.PSVersion -ge [version]'7.3.0' -and "$PSNativeCommandArgumentPassing" -ne 'Legacy'
        $words += if ($keeps) { '' } else { '""' }
    }
    wbl complete -- @words 2>$null | ForEach-Object {
        $value, $about = $_ -split "`t", 2
        if (-not $about) { $about = $value }
        # Anything but letters, digits and a few signs (the @ of a view, a space) needs quotes.
        $text = $value
        if ($value -notmatch '^[\w./:=+-]+$') {
            $text = "'" + [System.Management.Automation.Language.CodeGeneration]::EscapeSingleQuotedStringContent($value) + "'"
        }
        [System.Management.Automation.CompletionResult]::new($text, $value, 'ParameterValue', $about)
    }
}
