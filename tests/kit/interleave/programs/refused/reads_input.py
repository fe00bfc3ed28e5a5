# refused: Unmodelled
def main():
    input("name? ")
