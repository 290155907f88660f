#ifndef STADION_CVIPS_H
#define STADION_CVIPS_H

#include <stddef.h>

/// Starts libvips once for the process, with one thread a picture. Returns 0 when it is ready.
int stadion_vips_start(void);

/// Reads width and height of an encoded picture, as it is shown upright. Returns 0, or -1 with a text in `error`.
int stadion_vips_size(const void *bytes, size_t length, int *width, int *height, char *error, size_t error_size);

/// Scales a picture to `width` pixels, upright and in sRGB, and encodes it as AVIF (`format` 0), WebP (1) or JPEG (2, on white)
/// with a quality from 1 to 100. Only a `drawing` is made larger. The caller frees `*out` with `stadion_vips_free`. Returns 0, or
/// -1 with a text in `error`.
int stadion_vips_develop(const void *bytes, size_t length, int width, int drawing, int format, int quality, void **out,
                         size_t *out_length, char *error, size_t error_size);

void stadion_vips_free(void *bytes);

/// A text in a box of a picture: Pango markup in a font family, as large as fits between two sizes in pixels.
typedef struct {
    const char *markup;
    const char *font;
    int largest, smallest;
    int x, y, width, height;
} StadionText;

/// Draws an SVG, lays a picture over it from `picture_x` on, cut to `picture_width` and the whole height (NULL for none), sets the
/// texts, and encodes the whole as `suffix` says. The caller frees `*out`. Returns 0, or -1 with a text in `error`.
int stadion_vips_card(const void *drawing, size_t drawing_length, const void *picture, size_t picture_length, int picture_x,
                      int picture_width, const StadionText *texts, int count, const char *suffix, void **out,
                      size_t *out_length, char *error, size_t error_size);

#endif
