#ifndef SPICE_CLIBCURL_SHIM_H
#define SPICE_CLIBCURL_SHIM_H

/* libcurl's variadic functions, one inline function a kind of value, since Swift calls no variadics. */

#include <curl/curl.h>

typedef size_t (*spice_curl_receiver)(char *bytes, size_t size, size_t count, void *context);

static inline CURLcode spice_curl_set_long(CURL *handle, CURLoption option, long value) {
    return curl_easy_setopt(handle, option, value);
}

static inline CURLcode spice_curl_set_size(CURL *handle, CURLoption option, curl_off_t value) {
    return curl_easy_setopt(handle, option, value);
}

/* The text is copied, except for CURLOPT_POSTFIELDS. */
static inline CURLcode spice_curl_set_text(CURL *handle, CURLoption option, const char *value) {
    return curl_easy_setopt(handle, option, value);
}

static inline CURLcode spice_curl_set_pointer(CURL *handle, CURLoption option, void *value) {
    return curl_easy_setopt(handle, option, value);
}

static inline CURLcode spice_curl_set_headers(CURL *handle, struct curl_slist *list) {
    return curl_easy_setopt(handle, CURLOPT_HTTPHEADER, list);
}

static inline CURLcode spice_curl_set_receiver(
    CURL *handle, CURLoption option, spice_curl_receiver receiver) {
    return curl_easy_setopt(handle, option, receiver);
}

static inline size_t spice_curl_pause(void) { return CURL_WRITEFUNC_PAUSE; }

static inline long spice_curl_status(CURL *handle) {
    long status = 0;
    curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &status);
    return status;
}

/* The next finished transfer: its handle, or NULL. */
static inline CURL *spice_curl_next_finished(CURLM *multi, CURLcode *result) {
    int left = 0;
    CURLMsg *message;
    while ((message = curl_multi_info_read(multi, &left)) != NULL) {
        if (message->msg == CURLMSG_DONE) {
            *result = message->data.result;
            return message->easy_handle;
        }
    }
    return NULL;
}

/* 0xMMmmpp of the library in use. */
static inline unsigned int spice_curl_version_number(void) {
    return curl_version_info(CURLVERSION_NOW)->version_num;
}

static inline long spice_curl_least_tls(void) { return CURL_SSLVERSION_TLSv1_2; }

/* The socket of a connection that was made with CURLOPT_CONNECT_ONLY, or -1. */
static inline int spice_curl_active_socket(CURL *handle) {
    curl_socket_t socket = CURL_SOCKET_BAD;
    curl_easy_getinfo(handle, CURLINFO_ACTIVESOCKET, &socket);
    return socket;
}

#endif
