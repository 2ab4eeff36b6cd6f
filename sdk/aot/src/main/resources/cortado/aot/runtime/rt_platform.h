/* What a process needs from below; one C file per profile. */
#pragma once

/* One line of text without its end. Level as in cortado.abi.LogLayout. */
void cortado_platform_log(const char* text, size_t length, int level);
_Noreturn void cortado_platform_exit(int status);
/* Monotonic. */
int64_t cortado_platform_nanoseconds(void);

int64_t cortado_milliseconds(void);
#define teavm_currentTimeMillis cortado_milliseconds
#define teavm_currentTimeNano cortado_platform_nanoseconds
int64_t cortado_system_call(int32_t number, int64_t a, int64_t b, int64_t c, int64_t d);
int64_t cortado_system_call_buffer1(int32_t number, int8_t* buffer, int64_t b, int64_t c);
int64_t cortado_system_call_buffer2(int32_t number, int64_t a, int8_t* buffer, int64_t c, int64_t d);
int64_t cortado_system_call_buffer3(int32_t number, int64_t a, int64_t b, int8_t* buffer, int64_t d);
int64_t cortado_second_result(void);
int64_t cortado_start_block(void);
#define teavm_gc_availableBytes cortado_heap_total()
#define cortado_processors(runtime) 1
#define cortado_runtime_memory(runtime) cortado_heap_total()
#define cortado_runtime_exit(runtime, status) cortado_exit(status)
int32_t cortado_copyable(void* from, int32_t fromStart, void* to, int32_t toStart, int32_t length);
void cortado_copied(void* from, void* to, int32_t fitting, int32_t length);
#define teavm_file_isWindows() 0
#define teavm_internString(string) cortado_intern(string)
void* cortado_intern(void* string);
int32_t cortado_literal_count(void);
void* cortado_literal(int32_t index);
void cortado_stack_init(void* lowest, size_t size);
void cortado_exit(int32_t status);
void cortado_write_out(int8_t* data, int32_t offset, int32_t count);
void cortado_write_err(int8_t* data, int32_t offset, int32_t count);
void cortado_report_uncaught(void* exception);
int32_t cortado_trace_depth(void);
void cortado_trace_fill(int32_t* sites, int32_t depth);
int32_t cortado_site_places(int32_t site);
bool cortado_site_hidden(int32_t site, int32_t index);
TeaVM_String* cortado_site_text(int32_t site, int32_t index, int32_t part);
int32_t cortado_site_line(int32_t site, int32_t index);
