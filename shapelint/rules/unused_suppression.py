"""unused-suppression (SHP901): a comment silences a rule that finds nothing there.

What: `# shapelint: ignore[...]` stands where the rule reports nothing, or names a rule that does not exist.

Why: a comment that silences nothing today will silence tomorrow's mistake.

Bad:

    import torch
    from torch import nn

    net = nn.Conv2d(3, 8, 3)  # shapelint: ignore[SHP101]  # warning: [unused-suppression]
    net(torch.randn(1, 3, 32, 32))

Good:

    import torch
    from torch import nn

    net = nn.Conv2d(3, 8, 3)
    net(torch.randn(1, 3, 32, 32))
"""

severity = "warning"
