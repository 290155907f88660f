#ifndef STADION_CCURL_H
#define STADION_CCURL_H

#include <stddef.h>

/// Sends one mail over SMTP with libcurl. Returns 0, or a libcurl code with its text in `error` (CURL_ERROR_SIZE bytes).
int stadion_smtp_send(const char *url, const char *user, const char *password, const char *from, const char *to,
                      const char *message, size_t length, long timeout_seconds, char *error, size_t error_size);

#endif
