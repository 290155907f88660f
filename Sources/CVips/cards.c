// Pictures with text: libvips sets it through Pango, so that every script is shaped and broken as its language wants.
#include "CVips.h"
#include <string.h>
#include <vips/vips.h>

static int fail(char *error, size_t error_size) {
    strncpy(error, vips_error_buffer(), error_size - 1);
    error[error_size - 1] = 0;
    vips_error_clear();
    return -1;
}

/// Puts `over` onto `*under`, which it replaces, and lets both go.
static int lay(VipsImage **under, VipsImage *over, int x, int y) {
    VipsImage *out = NULL;
    int code = vips_composite2(*under, over, &out, VIPS_BLEND_MODE_OVER, "x", x, "y", y, NULL);
    g_object_unref(over);
    if (code == 0) {
        g_object_unref(*under);
        *under = out;
    }
    return code;
}

/// Sets a text as large as fits: down from `largest` points until it is no higher than its box.
static int set_text(const StadionText *text, VipsImage **out) {
    for (int size = text->largest;; size -= 2) {
        char font[200];
        g_snprintf(font, sizeof font, "%s %d", text->font, size);
        if (vips_text(out, text->markup, "font", font, "width", text->width, "dpi", 72, "rgba", TRUE,
                      "wrap", VIPS_TEXT_WRAP_WORD_CHAR, NULL) != 0)
            return -1;
        int fits = vips_image_get_height(*out) <= text->height && vips_image_get_width(*out) <= text->width;
        if (fits || size - 2 < text->smallest) return 0;
        g_object_unref(*out);
        *out = NULL;
    }
}

static int lay_texts(VipsImage **card, const StadionText *texts, int count) {
    for (int place = 0; place < count; place++) {
        const StadionText *text = &texts[place];
        VipsImage *set = NULL;
        if (set_text(text, &set) != 0) return -1;
        // What is too long even at its smallest is cut at its box.
        int height = VIPS_MIN(vips_image_get_height(set), text->height);
        int width = VIPS_MIN(vips_image_get_width(set), text->width);
        VipsImage *cut = NULL;
        int code = vips_crop(set, &cut, 0, 0, width, height, NULL);
        g_object_unref(set);
        if (code != 0 || lay(card, cut, text->x, text->y) != 0) return -1;
    }
    return 0;
}

int stadion_vips_card(const void *drawing, size_t drawing_length, const void *picture, size_t picture_length, int picture_x,
                      int picture_width, const StadionText *texts, int count, const char *suffix, void **out,
                      size_t *out_length, char *error, size_t error_size) {
    VipsImage *card = vips_image_new_from_buffer(drawing, drawing_length, "", NULL);
    if (card == NULL) return fail(error, error_size);
    int code = 0;
    if (picture != NULL) {
        VipsImage *shown = NULL;
        code = vips_thumbnail_buffer((void *)picture, picture_length, &shown, picture_width, "height",
                                     vips_image_get_height(card), "crop", VIPS_INTERESTING_CENTRE, NULL);
        if (code == 0) code = lay(&card, shown, picture_x, 0);
    }
    if (code == 0) code = lay_texts(&card, texts, count);
    if (code == 0) {
        VipsImage *flat = NULL;
        double paper[3] = {251, 248, 243};
        VipsArrayDouble *background = vips_array_double_new(paper, 3);
        code = vips_flatten(card, &flat, "background", background, NULL);
        vips_area_unref(VIPS_AREA(background));
        if (code == 0) {
            code = vips_image_write_to_buffer(flat, suffix, out, out_length, "strip", TRUE, NULL);
            g_object_unref(flat);
        }
    }
    g_object_unref(card);
    return code == 0 ? 0 : fail(error, error_size);
}
