# A room is a folder at the top of the tree: all its sources, one static library.
function(earned_warnings target)
    target_compile_options(${target} PRIVATE -Wall -Wextra -Wpedantic -Wshadow -Wconversion
                           -Wno-sign-conversion -Wnon-virtual-dtor -Wold-style-cast
                           -Wno-missing-field-initializers -Werror)
    if(CMAKE_UNITY_BUILD)
        # Sources then follow one another in one: GCC takes them for headers, and names for shadows.
        # The preset `dev` compiles each alone and warns of both.
        target_compile_options(${target} PRIVATE -Wno-subobject-linkage -Wno-shadow)
    endif()
    if(EARNED_SANITIZE)
        # What GCC thinks may be uninitialized in instrumented code of Boost is not: it warns of it here alone.
        target_compile_options(${target} PRIVATE -fsanitize=${EARNED_SANITIZE} -fno-omit-frame-pointer
                               -fno-sanitize-recover=all -Wno-maybe-uninitialized)
        # SOCI is built without type information for its own classes, so not `vptr`.
        if(EARNED_SANITIZE MATCHES undefined)
            target_compile_options(${target} PRIVATE -fno-sanitize=vptr)
        endif()
        target_link_options(${target} PRIVATE -fsanitize=${EARNED_SANITIZE})
    endif()
endfunction()

function(room name)
    cmake_parse_arguments(ROOM "" "" "BELOW;THIRD_PARTY;ALONE" ${ARGN})
    file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/${name}/*.cpp)
    list(FILTER sources EXCLUDE REGEX "/main\\.cpp$")
    if(NOT sources)
        message(FATAL_ERROR "the room ${name} has no sources")
    endif()
    add_library(${name} STATIC ${sources})
    # Folders of a room whose sources use short names of their own are compiled one by one.
    foreach(folder IN LISTS ROOM_ALONE)
        set(alone ${sources})
        list(FILTER alone INCLUDE REGEX "/${name}/${folder}/")
        set_source_files_properties(${alone} PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON)
    endforeach()
    target_include_directories(${name} PUBLIC ${PROJECT_SOURCE_DIR})
    target_link_libraries(${name} PUBLIC ${ROOM_BELOW} ${ROOM_THIRD_PARTY})
    earned_warnings(${name})
endfunction()

# A program: FOLDER/main.cpp has its main; what lies beside it in a folder that is no room is its own.
function(program name folder)
    if(NOT EXISTS ${PROJECT_SOURCE_DIR}/${folder}/main.cpp)
        return()
    endif()
    set(sources ${PROJECT_SOURCE_DIR}/${folder}/main.cpp)
    if(NOT TARGET ${folder})
        file(GLOB sources CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/${folder}/*.cpp)
    endif()
    add_executable(${name} ${sources})
    target_link_libraries(${name} PRIVATE app)
    target_compile_definitions(${name} PRIVATE EARNED_RULES_FOLDER="${PROJECT_SOURCE_DIR}/rules")
    earned_warnings(${name})
endfunction()

# The world's time zones, compiled into a room from this machine's tzdata (rules/feel/zone.h).
function(zones room)
    find_path(EARNED_ZONEINFO tzdata.zi PATHS /usr/share/zoneinfo NO_DEFAULT_PATH REQUIRED)
    add_executable(earned-zones ${PROJECT_SOURCE_DIR}/cmake/zones.cpp)
    set(written ${PROJECT_BINARY_DIR}/zones.cpp)
    add_custom_command(OUTPUT ${written} COMMAND earned-zones ${EARNED_ZONEINFO} ${written}
                       DEPENDS earned-zones ${EARNED_ZONEINFO}/tzdata.zi VERBATIM)
    target_sources(${room} PRIVATE ${written})
endfunction()
