# inkstone_room(NAME DEPS ...): one object library from the .cpp files of the calling folder.
# All rooms together make the library `inkstone`.
set_property(GLOBAL PROPERTY INKSTONE_ROOMS "")

function(inkstone_compile_options target)
  target_include_directories(${target} PRIVATE ${PROJECT_SOURCE_DIR} ${PROJECT_SOURCE_DIR}/include)
  target_compile_options(${target} PRIVATE -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Wswitch-enum)
  if(INKSTONE_WERROR)
    target_compile_options(${target} PRIVATE -Werror)
  endif()
endfunction()

function(inkstone_room name)
  cmake_parse_arguments(ROOM "" "" "SOURCES;DEPS" ${ARGN})
  if(NOT ROOM_SOURCES)
    file(GLOB ROOM_SOURCES CONFIGURE_DEPENDS *.cpp)
  endif()
  if(NOT ROOM_SOURCES)
    return()
  endif()
  add_library(inkstone_${name} OBJECT ${ROOM_SOURCES})
  if(BUILD_SHARED_LIBS)
    set_target_properties(inkstone_${name} PROPERTIES
      CXX_VISIBILITY_PRESET hidden VISIBILITY_INLINES_HIDDEN ON)
  endif()
  inkstone_compile_options(inkstone_${name})
  target_link_libraries(inkstone_${name} PRIVATE ${ROOM_DEPS})
  set_property(GLOBAL APPEND PROPERTY INKSTONE_ROOMS inkstone_${name})
  set_property(GLOBAL APPEND PROPERTY INKSTONE_LINKS ${ROOM_DEPS})
endfunction()

# inkstone_dynamic(NAME PREFIX): the room calls the pkg-config library PREFIX through src/dynamic,
# by the soname of the library that its headers belong to, as the definition INKSTONE_LIB<PREFIX>.
function(inkstone_dynamic name prefix)
  list(GET ${prefix}_LINK_LIBRARIES 0 library)
  execute_process(COMMAND ${CMAKE_OBJDUMP} -p ${library} OUTPUT_VARIABLE headers
    COMMAND_ERROR_IS_FATAL ANY)
  if(NOT headers MATCHES "SONAME +([^ \n]+)")
    message(FATAL_ERROR "${library} has no soname")
  endif()
  target_compile_definitions(inkstone_${name} PRIVATE INKSTONE_LIB${prefix}="${CMAKE_MATCH_1}")
  target_include_directories(inkstone_${name} SYSTEM PRIVATE ${${prefix}_INCLUDE_DIRS})
endfunction()

# inkstone_internal is what the command and the tests link: they use what a shared library hides.
function(inkstone_finish_library)
  get_property(rooms GLOBAL PROPERTY INKSTONE_ROOMS)
  get_property(links GLOBAL PROPERTY INKSTONE_LINKS)
  list(REMOVE_DUPLICATES links)
  set(libraries inkstone)
  add_library(inkstone)
  add_library(inkstone::inkstone ALIAS inkstone)
  if(BUILD_SHARED_LIBS)
    add_library(inkstone_internal STATIC)
    list(APPEND libraries inkstone_internal)
    # The static parts of the compiler's own libraries must not be shown either.
    target_link_options(inkstone PRIVATE -Wl,--exclude-libs,ALL)
  else()
    add_library(inkstone_internal ALIAS inkstone)
  endif()
  foreach(library ${libraries})
    foreach(room ${rooms})
      target_sources(${library} PRIVATE $<TARGET_OBJECTS:${room}>)
    endforeach()
    target_include_directories(${library} PUBLIC
      $<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}/include> $<INSTALL_INTERFACE:include>)
    target_compile_features(${library} PUBLIC cxx_std_20)
    target_link_libraries(${library} PRIVATE ${links} Threads::Threads)
  endforeach()
  set_target_properties(inkstone PROPERTIES VERSION ${PROJECT_VERSION} SOVERSION ${PROJECT_VERSION_MAJOR})

  # For languages that load libraries at run time: everything in one file, only inkstone.h to be seen.
  set(script ${PROJECT_SOURCE_DIR}/cmake/inkstone_c.map)
  add_library(inkstone_c SHARED)
  foreach(room ${rooms})
    target_sources(inkstone_c PRIVATE $<TARGET_OBJECTS:${room}>)
  endforeach()
  target_link_libraries(inkstone_c PRIVATE ${links} Threads::Threads)
  target_link_options(inkstone_c PRIVATE -Wl,--version-script=${script})
  set_target_properties(inkstone_c PROPERTIES LINK_DEPENDS ${script}
    VERSION ${PROJECT_VERSION} SOVERSION ${PROJECT_VERSION_MAJOR} LINKER_LANGUAGE CXX)
endfunction()
