"""Files in the formats of word processors, composed while tests run."""
