# refused: ProgramError
1 / 0


def main():
    pass
