# Turns SQL files into C++ at build time. Included by backend/platform/db/CMakeLists.txt for its
# functions; run with `cmake -P` (MODE statements|migrations, INPUT, OUTPUT, NAMESPACE) to generate.
#
#   stoa_embed_sql(stoa_domain orders/orders.sql orders)
#     makes "domain/orders/orders_sql.h" for the sources of the target and of those who link it
#   stoa_embed_migrations(stoa_db migrations)
#     compiles every migrations/NNNN_slug.sql into stoa::db::compiledMigrations()

if(NOT CMAKE_SCRIPT_MODE_FILE)
  set(STOA_EMBED_SQL ${CMAKE_CURRENT_LIST_FILE} CACHE INTERNAL "")

  function(stoa_embed_sql target file namespace)
    file(REAL_PATH ${file} input BASE_DIRECTORY ${CMAKE_CURRENT_SOURCE_DIR})
    file(RELATIVE_PATH path ${CMAKE_SOURCE_DIR}/backend ${input})
    string(REGEX REPLACE "\\.sql$" "_sql.h" path ${path})
    set(output ${CMAKE_BINARY_DIR}/sql/${target}/${path})
    add_custom_command(OUTPUT ${output} DEPENDS ${input} ${STOA_EMBED_SQL} VERBATIM
      COMMENT "Embedding ${path}"
      COMMAND ${CMAKE_COMMAND} -DMODE=statements -DINPUT=${input} -DOUTPUT=${output}
              -DNAMESPACE=${namespace} -P ${STOA_EMBED_SQL})
    target_sources(${target} PRIVATE ${output})
    target_include_directories(${target} PUBLIC ${CMAKE_BINARY_DIR}/sql/${target})
  endfunction()

  function(stoa_embed_migrations target folder)
    file(REAL_PATH ${folder} input BASE_DIRECTORY ${CMAKE_CURRENT_SOURCE_DIR})
    file(GLOB files CONFIGURE_DEPENDS ${input}/*.sql)
    set(output ${CMAKE_BINARY_DIR}/sql/${target}/compiled_migrations.cpp)
    add_custom_command(OUTPUT ${output} DEPENDS ${files} ${STOA_EMBED_SQL} VERBATIM
      COMMENT "Embedding migrations"
      COMMAND ${CMAKE_COMMAND} -DMODE=migrations -DINPUT=${input} -DOUTPUT=${output}
              -P ${STOA_EMBED_SQL})
    target_sources(${target} PRIVATE ${output})
  endfunction()
  return()
endif()

cmake_minimum_required(VERSION 3.22) # sets the policies of script mode

# Compilers limit one string literal (MSVC: 16 KB); neighbours are joined.
function(raw_literal text result)
  string(LENGTH "${text}" length)
  set(pieces "")
  set(at 0)
  while(at LESS length)
    string(SUBSTRING "${text}" ${at} 8000 piece)
    string(APPEND pieces "R\"sql(${piece})sql\"\n")
    math(EXPR at "${at} + 8000")
  endwhile()
  string(STRIP "${pieces}" pieces)
  set(${result} "${pieces}" PARENT_SCOPE)
endfunction()

function(read_sql file result)
  file(READ ${file} text)
  string(REPLACE "\r\n" "\n" text "${text}")
  set(${result} "${text}" PARENT_SCOPE)
endfunction()

# select_order -> kSelectOrder
function(constant_name name result)
  string(REPLACE "_" ";" words "${name}")
  set(constant "k")
  foreach(word IN LISTS words)
    string(SUBSTRING "${word}" 0 1 first)
    string(SUBSTRING "${word}" 1 -1 rest)
    string(TOUPPER "${first}" first)
    string(APPEND constant "${first}${rest}")
  endforeach()
  set(${result} "${constant}" PARENT_SCOPE)
endfunction()

function(generate_statements)
  read_sql(${INPUT} text)
  set(rest "\n${text}")
  set(marker "\n-- name: ")
  string(LENGTH "${marker}" marker_length)
  set(constants "")
  set(all "")
  set(seen "")
  string(FIND "${rest}" "${marker}" at)
  while(NOT at EQUAL -1)
    math(EXPR at "${at} + ${marker_length}")
    string(SUBSTRING "${rest}" ${at} -1 rest)
    string(FIND "${rest}" "\n" line_end)
    string(SUBSTRING "${rest}" 0 ${line_end} name)
    string(STRIP "${name}" name)
    string(SUBSTRING "${rest}" ${line_end} -1 rest)
    string(FIND "${rest}" "${marker}" at)
    string(SUBSTRING "${rest}" 0 ${at} body)
    string(REGEX REPLACE "\n[ \t]*--[^\n]*" "" body "${body}")
    string(STRIP "${body}" body)
    string(REGEX REPLACE ";$" "" body "${body}")
    if(NOT name MATCHES "^[a-z][a-z0-9_]*$" OR body STREQUAL "")
      message(FATAL_ERROR "${INPUT}: `-- name: ${name}` needs a snake_case name and a statement")
    endif()
    if(name IN_LIST seen)
      message(FATAL_ERROR "${INPUT}: two statements are named ${name}")
    endif()
    list(APPEND seen ${name})
    constant_name(${name} constant)
    raw_literal("${body}" literal)
    string(APPEND constants
      "inline constexpr db::Statement ${constant}{\"${NAMESPACE}.${name}\",\n${literal}};\n")
    string(APPEND all "${constant}, ")
  endwhile()
  if(all STREQUAL "")
    message(FATAL_ERROR "${INPUT}: no `-- name:` block")
  endif()
  string(REGEX REPLACE ", $" "" all "${all}")
  cmake_path(GET INPUT FILENAME source)
  file(WRITE ${OUTPUT}
    "#pragma once\n// Generated from ${source}.\n\n#include \"platform/db/statement.h\"\n\n"
    "namespace stoa::${NAMESPACE}::sql {\n\n${constants}\n"
    "inline constexpr db::Statement kAll[] = {${all}};\n\n} // namespace stoa::${NAMESPACE}::sql\n")
endfunction()

function(generate_migrations)
  file(GLOB files ${INPUT}/*.sql)
  list(SORT files)
  set(rows "")
  set(expected 1)
  foreach(file IN LISTS files)
    cmake_path(GET file FILENAME source)
    if(NOT source MATCHES "^([0-9][0-9][0-9][0-9])_([a-z0-9_]+)\\.sql$")
      message(FATAL_ERROR "${source}: a migration is named NNNN_slug.sql")
    endif()
    set(slug ${CMAKE_MATCH_2})
    string(REGEX REPLACE "^0+" "" version ${CMAKE_MATCH_1})
    if(NOT version EQUAL expected)
      message(FATAL_ERROR "${source}: the next migration is number ${expected}")
    endif()
    read_sql(${file} text)
    raw_literal("${text}" literal)
    string(APPEND rows "    {${version}, \"${slug}\",\n${literal}},\n")
    math(EXPR expected "${expected} + 1")
  endforeach()
  file(WRITE ${OUTPUT}
    "// Generated from migrations/.\n#include \"platform/db/migrations.h\"\n\n"
    "namespace stoa::db {\n\nstatic constexpr Migration kMigrations[] = {\n${rows}};\n\n"
    "std::span<const Migration> compiledMigrations()\n{\n    return kMigrations;\n}\n\n"
    "} // namespace stoa::db\n")
endfunction()

if(MODE STREQUAL "statements")
  generate_statements()
else()
  generate_migrations()
endif()
