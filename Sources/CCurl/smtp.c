// libcurl's options are variadic, which Swift cannot call: this is the one call that Stadion needs.
#include "CCurl.h"
#include <curl/curl.h>
#include <string.h>

struct reading {
    const char *bytes;
    size_t left;
};

static size_t read_message(char *buffer, size_t size, size_t count, void *context) {
    struct reading *reading = context;
    size_t room = size * count;
    size_t taken = reading->left < room ? reading->left : room;
    memcpy(buffer, reading->bytes, taken);
    reading->bytes += taken;
    reading->left -= taken;
    return taken;
}

int stadion_smtp_send(const char *url, const char *user, const char *password, const char *from, const char *to,
                      const char *message, size_t length, long timeout_seconds, char *error, size_t error_size) {
    CURL *handle = curl_easy_init();
    if (handle == NULL) return CURLE_FAILED_INIT;
    char detail[CURL_ERROR_SIZE] = "";
    struct reading reading = {message, length};
    struct curl_slist *recipients = curl_slist_append(NULL, to);
    curl_easy_setopt(handle, CURLOPT_URL, url);
    if (user[0] != 0) {
        curl_easy_setopt(handle, CURLOPT_USERNAME, user);
        curl_easy_setopt(handle, CURLOPT_PASSWORD, password);
        curl_easy_setopt(handle, CURLOPT_USE_SSL, (long)CURLUSESSL_ALL);
    }
    curl_easy_setopt(handle, CURLOPT_MAIL_FROM, from);
    curl_easy_setopt(handle, CURLOPT_MAIL_RCPT, recipients);
    curl_easy_setopt(handle, CURLOPT_READFUNCTION, read_message);
    curl_easy_setopt(handle, CURLOPT_READDATA, &reading);
    curl_easy_setopt(handle, CURLOPT_UPLOAD, 1L);
    curl_easy_setopt(handle, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(handle, CURLOPT_TIMEOUT, timeout_seconds);
    curl_easy_setopt(handle, CURLOPT_ERRORBUFFER, detail);
    CURLcode code = curl_easy_perform(handle);
    if (code != CURLE_OK) {
        const char *text = detail[0] != 0 ? detail : curl_easy_strerror(code);
        strncpy(error, text, error_size - 1);
        error[error_size - 1] = 0;
    }
    curl_slist_free_all(recipients);
    curl_easy_cleanup(handle);
    return (int)code;
}
