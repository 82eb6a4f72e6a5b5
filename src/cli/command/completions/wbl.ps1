# wbl for PowerShell: wbl completions powershell | Out-String | Invoke-Expression
Register-ArgumentCompleter -Native -CommandName wbl -ScriptBlock {
    param($word, $line, $cursor)
    $words = @($line.CommandElements | Select-Object -Skip 1 |
        Where-Object { $_.Extent.EndOffset -lt $cursor -or $_.ToString() -eq $word } |
        ForEach-Object { $_.ToString() })
    if (-not $word) { $words += '' }
    wbl complete -- @words 2>$null | ForEach-Object {
        $value, $about = $_ -split "`t", 2
        if (-not $about) { $about = $value }
        [System.Management.Automation.CompletionResult]::new($value, $value, 'ParameterValue', $about)
    }
}
