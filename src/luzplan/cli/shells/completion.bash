_luzplan() {
  local found
  mapfile -t found < <(luzplan complete -- "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
  if [ "${found[0]-}" = $'\x1ffiles' ]; then
    compopt -o filenames; mapfile -t COMPREPLY < <(compgen -f -- "${COMP_WORDS[COMP_CWORD]}"); return
  fi
  case "${found[*]}" in *" "*) compopt -o filenames ;; esac  # bash then quotes what has spaces
  COMPREPLY=("${found[@]}")
}
complete -F _luzplan luzplan
