# refused: ProgramError
def main(:
    pass
