# The installed package: library, headers, command, CMake config and pkg-config file.
# The config finds the libraries below again, because a static inkstone hands them on to its user.
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)

set(INKSTONE_CONFIG_DIR ${CMAKE_INSTALL_LIBDIR}/cmake/inkstone)

install(TARGETS inkstone EXPORT inkstoneTargets
  ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR}
  LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR}
  RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
install(TARGETS convert RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
install(TARGETS inkstone_http LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR}/inkstone)
install(TARGETS inkstone_c LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR})
install(FILES include/inkstone.h DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
install(DIRECTORY include/inkstone DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
install(EXPORT inkstoneTargets NAMESPACE inkstone:: DESTINATION ${INKSTONE_CONFIG_DIR})

configure_package_config_file(cmake/inkstoneConfig.cmake.in
  ${PROJECT_BINARY_DIR}/inkstoneConfig.cmake INSTALL_DESTINATION ${INKSTONE_CONFIG_DIR})
write_basic_package_version_file(${PROJECT_BINARY_DIR}/inkstoneConfigVersion.cmake
  COMPATIBILITY SameMinorVersion)
install(FILES
  ${PROJECT_BINARY_DIR}/inkstoneConfig.cmake
  ${PROJECT_BINARY_DIR}/inkstoneConfigVersion.cmake
  DESTINATION ${INKSTONE_CONFIG_DIR})

# A shared library carries its dependencies; a static one names them to every user.
set(INKSTONE_PC_REQUIRES
  "libcmark-gfm, harfbuzz, harfbuzz-subset, icu-uc, icu-i18n, libdeflate, yaml-cpp, pugixml, fmt, gumbo, libpng, libmd")
set(INKSTONE_PC_LIBS "-lcmark-gfm-extensions -lhpdf -lstdc++ -lm -ldl -pthread")
if(BUILD_SHARED_LIBS)
  set(INKSTONE_PC_DEPENDENCIES "Requires.private: ${INKSTONE_PC_REQUIRES}\nLibs.private: ${INKSTONE_PC_LIBS}")
  set(INKSTONE_PC_EXTRA "")
else()
  set(INKSTONE_PC_DEPENDENCIES "Requires: ${INKSTONE_PC_REQUIRES}")
  set(INKSTONE_PC_EXTRA " ${INKSTONE_PC_LIBS}")
endif()
configure_file(cmake/inkstone.pc.in ${PROJECT_BINARY_DIR}/inkstone.pc @ONLY)
install(FILES ${PROJECT_BINARY_DIR}/inkstone.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)

install(DIRECTORY ${INKSTONE_TEXTS_DIR}/ DESTINATION ${CMAKE_INSTALL_DATADIR})
install(FILES LICENSE README.md CHANGELOG.md DESTINATION ${CMAKE_INSTALL_DOCDIR})
install(DIRECTORY examples DESTINATION ${CMAKE_INSTALL_DOCDIR})
