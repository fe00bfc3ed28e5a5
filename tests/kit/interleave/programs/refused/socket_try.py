# The refusal is not for the program to catch.
# refused: Unmodelled
def main():
    try:
        import socket
    except Exception:
        pass
