# refused: ProgramError
def start():
    pass
