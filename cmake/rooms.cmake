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
        # SOCI is built without type information for its own classes, so not `vptr`.
        target_compile_options(${target} PRIVATE -fsanitize=${EARNED_SANITIZE} -fno-omit-frame-pointer
                               -fno-sanitize-recover=all $<$<NOT:$<STREQUAL:${EARNED_SANITIZE},thread>>:-fno-sanitize=vptr>)
        target_link_options(${target} PRIVATE -fsanitize=${EARNED_SANITIZE})
    endif()
endfunction()

function(room name)
    cmake_parse_arguments(ROOM "" "" "BELOW;THIRD_PARTY" ${ARGN})
    file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/${name}/*.cpp)
    list(FILTER sources EXCLUDE REGEX "/main\\.cpp$")
    if(NOT sources)
        message(FATAL_ERROR "the room ${name} has no sources")
    endif()
    add_library(${name} STATIC ${sources})
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
