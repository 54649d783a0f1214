# Manual page and shell completions, printed by the command itself from its table of options.
set(INKSTONE_TEXTS_DIR ${PROJECT_BINARY_DIR}/share)
set(INKSTONE_TEXTS "")
function(inkstone_text kind file)
  set(path ${INKSTONE_TEXTS_DIR}/${file})
  get_filename_component(folder ${path} DIRECTORY)
  file(MAKE_DIRECTORY ${folder})
  add_custom_command(OUTPUT ${path}
    COMMAND convert --make-text ${kind} > ${path} DEPENDS convert VERBATIM)
  set(INKSTONE_TEXTS ${INKSTONE_TEXTS} ${path} PARENT_SCOPE)
endfunction()

inkstone_text(man man/man1/convert.1)
inkstone_text(bash bash-completion/completions/convert)
inkstone_text(zsh zsh/site-functions/_convert)
inkstone_text(fish fish/vendor_completions.d/convert.fish)
add_custom_target(inkstone_texts ALL DEPENDS ${INKSTONE_TEXTS})
