// libvips takes its options as variadic arguments, which Swift cannot call.
#include "CVips.h"
#include <string.h>
#include <vips/vips.h>

static int fail(char *error, size_t error_size) {
    strncpy(error, vips_error_buffer(), error_size - 1);
    error[error_size - 1] = 0;
    vips_error_clear();
    return -1;
}

int stadion_vips_start(void) {
    int code = vips_init("stadion");
    vips_concurrency_set(1);
    vips_cache_set_max(0);
    return code;
}

int stadion_vips_size(const void *bytes, size_t length, int *width, int *height, char *error, size_t error_size) {
    VipsImage *image = vips_image_new_from_buffer(bytes, length, "", NULL);
    if (image == NULL) return fail(error, error_size);
    int turned = vips_image_get_orientation_swap(image);
    *width = turned ? vips_image_get_height(image) : vips_image_get_width(image);
    *height = turned ? vips_image_get_width(image) : vips_image_get_height(image);
    g_object_unref(image);
    return 0;
}

int stadion_vips_resize(const void *bytes, size_t length, int width, const char *suffix, void **out, size_t *out_length,
                        char *error, size_t error_size) {
    VipsImage *image = NULL;
    if (vips_thumbnail_buffer((void *)bytes, length, &image, width, "size", VIPS_SIZE_DOWN, "height", 10000000, NULL) != 0)
        return fail(error, error_size);
    int code = vips_image_write_to_buffer(image, suffix, out, out_length, "strip", TRUE, NULL);
    g_object_unref(image);
    return code == 0 ? 0 : fail(error, error_size);
}

void stadion_vips_free(void *bytes) { g_free(bytes); }
