#ifndef STADION_CVIPS_H
#define STADION_CVIPS_H

#include <stddef.h>

/// Starts libvips once for the process, with one thread a picture. Returns 0 when it is ready.
int stadion_vips_start(void);

/// Reads width and height of an encoded picture, as it is shown upright. Returns 0, or -1 with a text in `error`.
int stadion_vips_size(const void *bytes, size_t length, int *width, int *height, char *error, size_t error_size);

/// Scales a picture to `width` pixels and encodes it as `suffix` says, such as ".webp[Q=80]". The caller frees `*out` with
/// `stadion_vips_free`. Returns 0, or -1 with a text in `error`.
int stadion_vips_resize(const void *bytes, size_t length, int width, const char *suffix, void **out, size_t *out_length,
                        char *error, size_t error_size);

void stadion_vips_free(void *bytes);

#endif
