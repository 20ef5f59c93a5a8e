"""What the most used networks of timm give, by name."""

RESNET = (64, 64, 128, 256, 512)
DEEP = (64, 256, 512, 1024, 2048)

# name: (channels of each level, num_features, width before the classifier)
CEILED = {
    **dict.fromkeys(("resnet18", "resnet34", "resnet10t"), (RESNET, 512, 512)),
    **dict.fromkeys(
        ("resnet26", "resnet26d", "resnet50", "resnet50d", "resnet101", "resnet101d", "resnet152", "resnext50_32x4d",
         "resnext101_32x8d", "wide_resnet50_2", "wide_resnet101_2", "seresnet50", "seresnext50_32x4d", "resnest50d",
         "ecaresnet50t"),
        (DEEP, 2048, 2048)),
    "efficientnet_b0": ((16, 24, 40, 112, 320), 1280, 1280),
    "efficientnet_b1": ((16, 24, 40, 112, 320), 1280, 1280),
    "efficientnet_b2": ((16, 24, 48, 120, 352), 1408, 1408),
    "efficientnet_b3": ((24, 32, 48, 136, 384), 1536, 1536),
    "efficientnet_b4": ((24, 32, 56, 160, 448), 1792, 1792),
    "efficientnet_b5": ((24, 40, 64, 176, 512), 2048, 2048),
    "efficientnet_b7": ((32, 48, 80, 224, 640), 2560, 2560),
    "efficientnetv2_s": ((24, 48, 64, 160, 256), 1280, 1280),
    "efficientnetv2_m": ((24, 48, 80, 176, 512), 1280, 1280),
    "efficientnetv2_rw_s": ((24, 48, 64, 160, 272), 1792, 1792),
    "mobilenetv2_100": ((16, 24, 32, 96, 320), 1280, 1280),
    "mobilenetv3_small_100": ((16, 16, 24, 48, 576), 576, 1024),
    "mobilenetv3_large_100": ((16, 24, 40, 112, 960), 960, 1280),
    "regnety_032": ((32, 72, 216, 576, 1512), 1512, 1512),
    "regnetx_032": ((32, 96, 192, 432, 1008), 1008, 1008),
}  # fmt: skip
FLOORED = {  # in patches of 4, which are halved
    "convnext_nano": (80, 160, 320, 640),
    "convnext_tiny": (96, 192, 384, 768),
    "convnext_small": (96, 192, 384, 768),
    "convnext_base": (128, 256, 512, 1024),
    "convnext_large": (192, 384, 768, 1536),
    "convnextv2_nano": (80, 160, 320, 640),
    "convnextv2_tiny": (96, 192, 384, 768),
    "convnextv2_base": (128, 256, 512, 1024),
}
DENSE = {
    "densenet121": (64, 256, 512, 1024, 1024),
    "densenet169": (64, 256, 512, 1280, 1664),
    "densenet201": (64, 256, 512, 1792, 1920),
}
WIDTHS = {"tiny": 192, "small": 384, "base": 768, "large": 1024}
PATCHED = {  # name: (width, patch, image)
    **{f"vit_{size}_patch16_{image}": (WIDTHS[size], 16, image) for size in WIDTHS for image in (224, 384)},
    **{f"vit_{size}_patch14_dinov2": (WIDTHS[size], 14, 518) for size in ("small", "base", "large")},
    **{f"deit_{size}_patch16_224": (WIDTHS[size], 16, 224) for size in ("tiny", "small", "base")},
    "vit_base_patch32_224": (768, 32, 224),
    "beit_base_patch16_224": (768, 16, 224),
}
SHIFTED = {
    "swin_tiny_patch4_window7_224": 96,
    "swin_small_patch4_window7_224": 96,
    "swin_base_patch4_window7_224": 128,
    "swin_large_patch4_window7_224": 192,
}
