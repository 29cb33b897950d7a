def figure(incident): return ""
def entries(incident, inline): return ""
