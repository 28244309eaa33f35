function __luzplan_complete
  set -l found (luzplan complete --described -- (commandline -opc)[2..-1] (commandline -ct) 2>/dev/null)
  if test "$found[1]" = \x1ffiles
    __fish_complete_path (commandline -ct)
  else
    printf '%s\n' $found
  end
end
complete -c luzplan -f -a '(__luzplan_complete)'
