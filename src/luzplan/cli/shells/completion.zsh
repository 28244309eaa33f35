#compdef luzplan
(( $+functions[compdef] )) || { autoload -Uz compinit && compinit -i }
_luzplan() {
  local -a found shown
  found=("${(@f)$(luzplan complete --described -- "${(@Q)words[2,CURRENT]}" 2>/dev/null)}")
  if [[ ${found[1]} == $'\x1ffiles' ]]; then _files; return; fi
  shown=("${(@)found/$'\t'/  — }")
  [[ -n ${found[1]} ]] && compadd -U -l -d shown -- "${(@)found%%$'\t'*}"
}
compdef _luzplan luzplan
