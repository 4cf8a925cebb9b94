# Buttons below an announcement that goes out: one line each, plain text first.
btn-ann-ask = Ask about this
