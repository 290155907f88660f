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

static int encode(VipsImage *image, int format, int quality, void **out, size_t *out_length) {
    switch (format) {
    case 0:
        return vips_heifsave_buffer(image, out, out_length, "compression", VIPS_FOREIGN_HEIF_COMPRESSION_AV1, "Q", quality,
                                    "effort", 2, "strip", TRUE, NULL);
    case 1:
        return vips_webpsave_buffer(image, out, out_length, "Q", quality, "effort", 4, "strip", TRUE, NULL);
    default:
        return vips_jpegsave_buffer(image, out, out_length, "Q", quality, "optimize_coding", TRUE, "interlace", TRUE, "strip", TRUE,
                                    NULL);
    }
}

// Whether the file says that its colours are not those of sRGB.
static int has_profile(const void *bytes, size_t length) {
    VipsImage *image = vips_image_new_from_buffer(bytes, length, "", NULL);
    if (image == NULL) return 0;
    int has = vips_image_get_typeof(image, VIPS_META_ICC_NAME) != 0;
    g_object_unref(image);
    return has;
}

static int scale(const void *bytes, size_t length, int width, int drawing, VipsImage **out) {
    VipsSize size = drawing ? VIPS_SIZE_BOTH : VIPS_SIZE_DOWN;
    // Without a profile the colours are taken as they are: a conversion from sRGB to itself would shift them.
    if (!has_profile(bytes, length))
        return vips_thumbnail_buffer((void *)bytes, length, out, width, "size", size, "height", VIPS_MAX_COORD, NULL);
    VipsImage *converted = NULL;
    if (vips_thumbnail_buffer((void *)bytes, length, &converted, width, "size", size, "height", VIPS_MAX_COORD, "export_profile",
                              "srgb", NULL) != 0)
        return -1;
    int code = vips_copy(converted, out, NULL);
    g_object_unref(converted);
    // Every reader takes a picture without a profile as sRGB, and the profile would weigh more than a small picture.
    if (code == 0) vips_image_remove(*out, VIPS_META_ICC_NAME);
    return code;
}

int stadion_vips_develop(const void *bytes, size_t length, int width, int drawing, int format, int quality, void **out,
                         size_t *out_length, char *error, size_t error_size) {
    VipsImage *image = NULL;
    if (scale(bytes, length, width, drawing, &image) != 0) return fail(error, error_size);
    if (format == 2 && vips_image_hasalpha(image)) {
        VipsImage *flat = NULL;
        double white[] = {255, 255, 255};
        VipsArrayDouble *background = vips_array_double_new(white, vips_image_get_bands(image) < 3 ? 1 : 3);
        int code = vips_flatten(image, &flat, "background", background, NULL);
        vips_area_unref(VIPS_AREA(background));
        g_object_unref(image);
        if (code != 0) return fail(error, error_size);
        image = flat;
    }
    int code = encode(image, format, quality, out, out_length);
    g_object_unref(image);
    return code == 0 ? 0 : fail(error, error_size);
}

void stadion_vips_free(void *bytes) { g_free(bytes); }
