"""How Finnish and Swedish minutes write things: strings in, values out, or None."""
