"""The HTTP layer: thin routes over the answers, one error shape, one maker of URLs."""
